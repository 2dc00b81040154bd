/** GitHub keeps the App out of an installation, as another call has found: this one was not made. */
export class ShutOut extends Error {
  override readonly name = 'ShutOut';
  readonly status = 503;
}
