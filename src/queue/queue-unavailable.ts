/** The queue could not keep what it was given, or may not have. `status` is what a webhook is answered with: GitHub lists the delivery as failed, to be sent again. */
export class QueueUnavailable extends Error {
  override readonly name = 'QueueUnavailable';
  readonly status = 503;
}
