/**
 * A port in front of another, `relay.mjs <port>`: passes on every byte; prints its own port, and then of each piece on
 * its way there the connection, the instant (`CLOCK_MONOTONIC`, ms) and the bytes. A process of its own, so that
 * nothing else that the bench does comes between.
 */
import { connect, createServer } from 'node:net';

const port = Number(process.argv[2]);
let connections = 0;

const server = createServer({ noDelay: true }, (near) => {
  const connection = ++connections;
  const far = connect({ host: '127.0.0.1', port, noDelay: true });
  near.on('data', (data) => {
    const at = Number(process.hrtime.bigint()) / 1e6;
    far.write(data);
    console.log(`${connection} ${at} ${data.toString('base64')}`);
  });
  far.on('data', (data) => near.write(data));
  for (const [one, other] of [
    [near, far],
    [far, near],
  ]) {
    one.on('error', () => one.destroy());
    one.on('close', () => other.destroy());
  }
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
