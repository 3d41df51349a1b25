import type { Socket } from 'node:net';
import process from 'node:process';

/** The first byte of a TLS connection: a record of the handshake. No text begins with it. */
const handshake = 0x16;

/** Who takes over a connection. */
export interface Takers {
  tls(socket: Socket): void;
  text(socket: Socket): void;
}

/** Gives a connection to who can read it, once its first byte is there; ends one that says nothing for so long. */
export function byFirstByte(socket: Socket, takers: Takers, patienceMilliseconds: number): void {
  const end = () => void socket.destroy();
  const timer = setTimeout(end, patienceMilliseconds);
  socket.once('end', end).once('close', () => clearTimeout(timer));
  socket.once('data', (bytes: Buffer) => {
    clearTimeout(timer);
    socket.off('end', end);
    socket.pause();
    socket.unshift(bytes);
    if (bytes[0] === handshake) return takers.tls(socket); // reads what was put back by itself
    takers.text(socket);
    process.nextTick(() => socket.resume());
  });
}
