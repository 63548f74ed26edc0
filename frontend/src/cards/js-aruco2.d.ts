// What is used of js-aruco2's image functions, which come without types.
declare module "js-aruco2/src/cv.js" {
  interface Point {
    x: number;
    y: number;
  }
  interface Grey {
    width: number;
    height: number;
    data: Uint8Array;
  }
  export const CV: {
    adaptiveThreshold(source: Grey, into: Grey, radius: number, darker: number): Grey;
    findContours(binary: Grey, work: Int32Array): (Point[] & { hole: boolean })[];
    approxPolyDP(contour: Point[], epsilon: number): Point[];
    isContourConvex(contour: Point[]): boolean;
    minEdgeLength(contour: Point[]): number;
    square2quad(corners: Point[]): number[];
  };
}
