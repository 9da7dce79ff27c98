import { crc32, deflateSync, inflateSync } from 'node:zlib';

// PNG, W3C Recommendation 3rd edition: 8-bit RGB, not interlaced, which is what Chromium writes.
const SIGNATURE = 8;
const CHANNELS = 3;

interface Picture {
  readonly width: number;
  readonly height: number;
  /** Rows of RGB, without filter bytes. */
  readonly pixels: Uint8Array;
}

const paeth = (left: number, up: number, corner: number): number => {
  const estimate = left + up - corner;
  const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
};

const predicted = (filter: number, left: number, up: number, corner: number): number => {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4:
      return paeth(left, up, corner);
    default:
      return 0;
  }
};

const decode = (png: Buffer): Picture => {
  const width = png.readUInt32BE(SIGNATURE + 8);
  const height = png.readUInt32BE(SIGNATURE + 12);
  if (png[SIGNATURE + 16] !== 8 || png[SIGNATURE + 17] !== 2) throw new Error('not an 8-bit RGB picture');
  const parts: Buffer[] = [];
  for (let at = SIGNATURE; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length));
  }
  const filtered = inflateSync(Buffer.concat(parts));
  const stride = width * CHANNELS;
  const pixels = new Uint8Array(height * stride);
  const pixel = (row: number, column: number) =>
    row < 0 || column < 0 ? 0 : (pixels[row * stride + column] ?? 0);
  for (let row = 0; row < height; row++) {
    const start = row * (stride + 1);
    const filter = filtered[start] ?? 0;
    for (let column = 0; column < stride; column++) {
      const left = pixel(row, column - CHANNELS);
      const corner = column < CHANNELS ? 0 : pixel(row - 1, column - CHANNELS);
      pixels[row * stride + column] =
        (filtered[start + 1 + column] ?? 0) + predicted(filter, left, pixel(row - 1, column), corner);
    }
  }
  return { width, height, pixels };
};

const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
};

/** Colours lie this far apart at most from what they were, which nobody sees, and repeat far more often. */
const STEP = 4;

/**
 * The same screenshot in about two thirds of the bytes: colours rounded, rows unfiltered (flat surfaces compress best
 * as they are), deflated with patience.
 */
export const smallPng = (png: Buffer): Buffer => {
  const { width, height, pixels } = decode(png);
  const stride = width * CHANNELS;
  const rows = new Uint8Array(height * (stride + 1));
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < stride; column++) {
      const value = pixels[row * stride + column] ?? 0;
      rows[row * (stride + 1) + 1 + column] = Math.min(255, Math.round(value / STEP) * STEP);
    }
  }
  return Buffer.concat([
    png.subarray(0, SIGNATURE),
    chunk('IHDR', png.subarray(SIGNATURE + 8, SIGNATURE + 21)),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', new Uint8Array()),
  ]);
};
