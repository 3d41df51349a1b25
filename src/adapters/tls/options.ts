/** How a server takes TLS for the service's own host names. */
export interface TlsOptions {
  /** The port of the proxy: 4567, unless it is given; 0 is any that is free. */
  readonly port?: number;
  /**
   * What becomes of hosts that are not the service's: `refuse`, or `pass` them on, which is done for clients on this
   * machine alone. Left out, it is `refuse`.
   */
  readonly others?: 'refuse' | 'pass';
  /** Where the certificate authority lies; left out, in the user's folder for data. */
  readonly folder?: string;
}

/** A forward proxy that answers for the service's own host names, also to who comes without asking for a proxy. */
export interface RunningProxy {
  readonly port: number;
  /** As `http://127.0.0.1:4567`: what a client takes for its proxy. */
  readonly url: string;
  /** The certificate, PEM, that clients must trust. */
  readonly certificateFile: string;
}
