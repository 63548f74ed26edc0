// The entry that only the page which reads answer cards loads; everything happens on the phone, no picture is sent.
export { Sweep } from "./sweep";
