// The entry that only the page which reads answer cards loads; everything happens on the phone, nothing is sent.
export { LETTERS, type Letter } from "./codes";
export { CardReader, MOST_TILT, type Reading } from "./reader";
export { type Doubt, type Standing, Tally } from "./tally";

/** The back camera in the finest picture it gives up to 1080p; the page's policy must allow `camera=(self)`. */
export function openCamera(): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1080 } },
  });
}

/** The picture that a video shows now, or null while it shows none. `canvas` is reused from picture to picture. */
export function currentPicture(video: HTMLVideoElement, canvas: HTMLCanvasElement): ImageData | null {
  if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || video.videoWidth === 0) return null;
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return null;
  context.drawImage(video, 0, 0);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
