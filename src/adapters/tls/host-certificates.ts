import { createSecureContext, type SecureContext } from 'node:tls';
import type { Authority } from './authority';
import { authorityName } from './authority';
import { newKey, serverCertificate } from './certificates';

const hour = 60 * 60 * 1000;
const lifetime = 7 * 24 * hour;
/** Names are the clients' choice: no more of them are kept. */
const most = 1_000;

/** Gives what TLS needs to be the server of a name; each certificate is made when it is first asked for. */
export function hostCertificates(authority: Authority, now: () => number = Date.now): (host: string) => SecureContext {
  const key = newKey(); // one for all names, never written anywhere
  const keyText = key.export({ type: 'pkcs8', format: 'pem' });
  const made = new Map<string, { readonly context: SecureContext; readonly until: number }>();
  return (host) => {
    const found = made.get(host);
    if (found && now() < found.until) return found.context;
    const [notBefore, notAfter] = [now() - 24 * hour, now() + lifetime]; // clients' clocks differ
    const cert = serverCertificate(authority, authorityName, host, key, { notBefore, notAfter });
    const context = createSecureContext({ key: keyText, cert, minVersion: 'TLSv1.2' });
    made.delete(host);
    if (made.size >= most) made.delete(made.keys().next().value!);
    made.set(host, { context, until: notAfter - 24 * hour });
    return context;
  };
}
