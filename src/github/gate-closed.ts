/** A call that did not leave, because GitHub's limit for the installation is spent, or what is left of it is for others. */
export class GateClosed extends Error {
  override readonly name = 'GateClosed';
  readonly status = 503;
  readonly until: Date;
  constructor(because: string, until: Date) {
    super(`no call is made until ${until.toISOString()}: ${because}`);
    this.until = until;
  }
}
