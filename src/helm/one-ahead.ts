import { type HelmAnswer, type HelmCall, startHelm } from './run-helm.ts';

/** Runs Helm, whose next run has started already. */
export interface OneAhead {
  /** What Helm answers to one of the calls, as often as it is asked. Never rejects. */
  readonly run: (call: HelmCall) => Promise<HelmAnswer>;
  /** Ends what was started for nothing. */
  readonly end: () => void;
}

/**
 * Runs calls one at a time, in their order, while the next one starts: Helm takes longer to start than to render. They are made with `--values -`, so that what is ahead
 * reads no file before it is run.
 */
export function oneAhead(calls: readonly HelmCall[]): OneAhead {
  const left = [...calls];
  const startNext = () => {
    const call = left.shift();
    return call === undefined ? null : { call, helm: startHelm(call) };
  };
  let ahead = startNext();
  return {
    run: (call) => {
      if (ahead?.call !== call) return startHelm(call).work();
      const { helm } = ahead;
      ahead = startNext();
      return helm.work();
    },
    end: () => ahead?.helm.end(),
  };
}
