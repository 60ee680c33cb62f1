/** Sends every message back; prints its port. */
import { WebSocketServer } from 'ws';

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false }, () => {
  console.log(server.address().port);
});
server.on('connection', (socket) => {
  // Text stays text, as it came.
  socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
});
