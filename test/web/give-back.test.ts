import { createServer } from 'node:http';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { giveBack } from '../../src/web/give-back.ts';

const SIZE = 4 * 1024 * 1024;

it('des octets qui ont leur mémoire à eux la rendent aussitôt, sans attendre de ramassage', () => {
  const before = process.memoryUsage().arrayBuffers;
  const bytes = Buffer.allocUnsafeSlow(SIZE);
  expect(process.memoryUsage().arrayBuffers).toBeGreaterThanOrEqual(before + SIZE);
  giveBack(bytes);
  expect(bytes.length).toBe(0);
  expect(process.memoryUsage().arrayBuffers).toBeLessThan(before + SIZE);
});

it('deux fois vaut une fois', () => {
  const bytes = Buffer.allocUnsafeSlow(10);
  giveBack(bytes);
  expect(() => giveBack(bytes)).not.toThrow();
});

it('des octets qui partagent leur mémoire avec d’autres sont laissés', () => {
  const whole = Buffer.from(new ArrayBuffer(10));
  whole.fill('a');
  giveBack(whole.subarray(2, 5));
  giveBack(Buffer.from(whole.buffer, 0, 5));
  expect(String(whole)).toBe('aaaaaaaaaa');
});

it('un corps reçu par HTTP a sa mémoire à lui', async () => {
  const left: number[] = [];
  const server = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => {
      giveBack(chunk);
      left.push(chunk.length);
    });
    request.on('end', () => response.end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'x'.repeat(300_000) });
  server.close();
  expect(left.length).toBeGreaterThan(0);
  expect(left.every((length) => length === 0)).toBe(true);
});
