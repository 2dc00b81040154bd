/** The secret that signs what the App keeps on GitHub, then those that signed before: they only read. */
export type Secrets = readonly [string, ...string[]];
