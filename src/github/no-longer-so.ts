/** What a write rests on was there when the dossier was read, and is no more: the repository is to be read again. Nothing was refused. */
export class NoLongerSo extends Error {
  override readonly name: string = 'NoLongerSo';
}
