/**
 * Loaded into the headless app before the app itself: notes when each WebSocket text arrives at the process, as the
 * kernel hands it over, and writes the instants (`CLOCK_MONOTONIC`, ms) to `BENCH_RECEIVED` when the process ends.
 * Only what arrives at `BENCH_PORT` counts.
 */
const { writeFileSync } = require('node:fs');
const { Socket } = require('node:net');

/** First byte of a whole text frame (RFC 6455, section 5.2). */
const wholeText = 0x81;
/** The app's own: the practice OBS has one in this process, too. */
const port = Number(process.env.BENCH_PORT);
const received = [];
const { push } = Socket.prototype;

Socket.prototype.push = function noted(chunk, ...rest) {
  if (chunk?.[0] === wholeText && this.localPort === port)
    received.push(Number(process.hrtime.bigint()) / 1e6);
  return push.call(this, chunk, ...rest);
};

process.on('exit', () => writeFileSync(process.env.BENCH_RECEIVED, JSON.stringify(received)));
