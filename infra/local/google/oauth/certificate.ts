import { sign } from 'node:crypto';
import type { SigningKey } from './keys.ts';

/** DER (X.690): a tag, a length and the content. */
const der = (tag: number, ...contents: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(contents);
  const size = content.byteLength;
  const length =
    size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, Math.floor(size / 0x100), size % 0x100];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
};
const SEQUENCE = 0x30;
const INTEGER = 0x02;
const hex = (text: string): Buffer => Buffer.from(text, 'hex');

const SHA256_WITH_RSA = der(SEQUENCE, der(0x06, hex('2a864886f70d01010b')), der(0x05));
const COMMON_NAME = der(0x06, hex('550403'));
const nameOf = (name: string): Buffer =>
  der(SEQUENCE, der(0x31, der(SEQUENCE, COMMON_NAME, der(0x0c, Buffer.from(name)))));
/** GeneralizedTime. A constant, so that a key always has the same certificate. */
const VALIDITY = der(
  SEQUENCE,
  ...['20200101000000Z', '20991231235959Z'].map((time) => der(0x18, Buffer.from(time))),
);

/** The key's self-signed certificate (X.509 v3) in PEM, as Google publishes its own under `/oauth2/v1/certs`. */
export const certificateOf = ({ publicKey, privateKey }: SigningKey): string => {
  const name = nameOf('federated-signon.system.gserviceaccount.com');
  const body = der(
    SEQUENCE,
    der(0xa0, der(INTEGER, hex('02'))),
    der(INTEGER, hex('01')),
    SHA256_WITH_RSA,
    name,
    VALIDITY,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', body, privateKey));
  const lines =
    der(SEQUENCE, body, SHA256_WITH_RSA, signature)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
};
