/** A map that forgets what was set longest ago beyond `size` entries. */
export class BoundedMap<K, V> extends Map<K, V> {
  readonly #size: number;

  constructor(size: number) {
    super();
    this.#size = size;
  }

  override set(key: K, value: V): this {
    this.delete(key);
    super.set(key, value);
    const oldest = this.keys().next();
    if (this.size > this.#size && oldest.done !== true) this.delete(oldest.value);
    return this;
  }
}
