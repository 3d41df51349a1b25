import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  Extension,
  Extensions,
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_nameConstraints,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
  id_kp_serverAuth,
  KeyIdentifier,
  KeyUsage,
  KeyUsageFlags,
  Name,
  NameConstraints,
  RelativeDistinguishedName,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509';

/** A certificate, and the key that belongs to it. */
export interface Certified {
  /** PEM. */
  readonly certificate: string;
  readonly key: KeyObject;
}

/** The time in which a certificate is good, as milliseconds since 1970. */
export interface Period {
  readonly notBefore: number;
  readonly notAfter: number;
}

/** A new key on the curve P-256. */
export const newKey = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

/**
 * A certificate authority of a new key, which can vouch for names below the domains alone, and for no addresses and no
 * other authorities: whoever gets hold of its key can pretend to be these names and nobody else.
 */
export function newAuthority(name: string, domains: readonly string[], period: Period): Certified {
  const key = newKey();
  const anyAddress = ['0.0.0.0/0', '::/0'].map((iPAddress) => new GeneralName({ iPAddress }));
  const certificate = issued(key, name, name, key, period, [
    extension(id_ce_basicConstraints, true, new BasicConstraints({ cA: true, pathLenConstraint: 0 })),
    extension(id_ce_keyUsage, true, new KeyUsage(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign)),
    extension(
      id_ce_nameConstraints,
      true,
      new NameConstraints({
        permittedSubtrees: subtrees(domains.map((dNSName) => new GeneralName({ dNSName }))),
        excludedSubtrees: subtrees(anyAddress),
      }),
    ),
  ]);
  return { certificate, key };
}

/** A certificate, in PEM, by which the authority vouches that a key is of the server of a name. */
export function serverCertificate(authority: Certified, issuer: string, host: string, key: KeyObject, period: Period) {
  return issued(key, 'codeartifact-sim', issuer, authority.key, period, [
    extension(id_ce_basicConstraints, true, new BasicConstraints()),
    extension(id_ce_keyUsage, true, new KeyUsage(KeyUsageFlags.digitalSignature)),
    extension(id_ce_extKeyUsage, false, new ExtendedKeyUsage([id_kp_serverAuth])),
    extension(id_ce_subjectAltName, false, new SubjectAlternativeName([new GeneralName({ dNSName: host })])),
  ]);
}

function issued(
  key: KeyObject,
  subject: string,
  issuer: string,
  issuerKey: KeyObject,
  { notBefore, notAfter }: Period,
  extensions: readonly Extension[],
): string {
  const [own, issuers] = [publicKeyInfo(key), publicKeyInfo(issuerKey)];
  const authority = new AuthorityKeyIdentifier({ keyIdentifier: new KeyIdentifier(keyIdentifier(issuers)) });
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: serialNumber(),
    signature: ecdsaWithSha256(),
    issuer: named(issuer),
    validity: new Validity({ notBefore: new Date(notBefore), notAfter: new Date(notAfter) }),
    subject: named(subject),
    subjectPublicKeyInfo: own,
    extensions: new Extensions([
      ...extensions,
      extension(id_ce_subjectKeyIdentifier, false, new SubjectKeyIdentifier(keyIdentifier(own))),
      extension(id_ce_authorityKeyIdentifier, false, authority),
    ]),
  });
  const signatureValue = sign('sha256', new Uint8Array(AsnConvert.serialize(tbsCertificate)), issuerKey);
  const certificate = new Certificate({
    tbsCertificate,
    signatureAlgorithm: ecdsaWithSha256(),
    signatureValue: bufferOf(signatureValue),
  });
  return pem(new Uint8Array(AsnConvert.serialize(certificate)));
}

const extension = (extnID: string, critical: boolean, value: object): Extension =>
  new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });

const subtrees = (names: readonly GeneralName[]): GeneralSubtrees =>
  new GeneralSubtrees(names.map((base) => new GeneralSubtree({ base })));

const commonName = '2.5.4.3';

function named(text: string): Name {
  const value = new AttributeValue({ utf8String: text });
  return new Name([new RelativeDistinguishedName([new AttributeTypeAndValue({ type: commonName, value })])]);
}

const ecdsaWithSha256 = (): AlgorithmIdentifier => new AlgorithmIdentifier({ algorithm: '1.2.840.10045.4.3.2' });

function publicKeyInfo(key: KeyObject): SubjectPublicKeyInfo {
  const der = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return AsnConvert.parse(bufferOf(der), SubjectPublicKeyInfo);
}

/** The SHA-1 of the key's bits (RFC 5280, 4.2.1.2): a name for it, and no protection. */
const keyIdentifier = ({ subjectPublicKey }: SubjectPublicKeyInfo): ArrayBuffer =>
  bufferOf(createHash('sha1').update(new Uint8Array(subjectPublicKey)).digest());

/** A positive number of 126 random bits. */
function serialNumber(): ArrayBuffer {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0]! & 0x3f) | 0x40;
  return bufferOf(bytes);
}

const bufferOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

const pem = (der: Uint8Array): string => {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
};
