/** A moment on both clocks: a clock that stepped back must not hide that something is old. In milliseconds. */
export interface Moment {
  /** Since 1970. */
  readonly wall: number;
  /** Since some moment of this process; never falls. */
  readonly monotonic: number;
}

/** The time. */
export interface Clock {
  now(): Moment;
}

/** The clocks of this machine, or those of a caller. */
export function clockOf(wall: () => number = Date.now, monotonic: () => number = () => performance.now()): Clock {
  return { now: () => ({ wall: wall(), monotonic: monotonic() }) };
}

/** How long ago a moment was, by the clock that says the longer time. */
export function ageOf(moment: Moment, now: Moment): number {
  return Math.max(now.wall - moment.wall, now.monotonic - moment.monotonic);
}

/** A moment some time before another. */
export function before(moment: Moment, millis: number): Moment {
  return { wall: moment.wall - millis, monotonic: moment.monotonic - millis };
}
