/** Thrown so that the event is delivered again. Nothing was lost. The message is safe to log. */
export class NotDoneError extends Error {
  override readonly name = 'NotDoneError';
}
