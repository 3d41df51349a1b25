import { ServiceError } from '../model/errors';
import { View } from '../model/view';
import { callerIn } from './requester';
import { readToken, type Token } from './token';

/** A package manager's request, of which nothing is known yet. */
interface TokenUse {
  readonly domain?: unknown;
  readonly domainOwner?: unknown;
}

/**
 * Refuses a call of the API whose caller cannot be told: authorization tokens are for package managers (TOK-35), and
 * the credentials of a session expire (ERR-26).
 */
export function authenticateCall(view: View): void {
  if (view.context.authorizationToken !== undefined) {
    const error = new ServiceError('MissingAuthenticationTokenException', 'Missing Authentication Token');
    throw view.refuse('TOK-35', error);
  }
  refuseExpired(view);
}

/**
 * The view of a package manager's request: with a token its caller is the token's (TOK-22). Refuses with NotAuthorized
 * what is no token, or none for this time, Region and domain.
 */
export function authenticateRequest(view: View, use: TokenUse | null | undefined): View {
  const { state, context, trace } = view;
  const { authorizationToken: text, now, region } = context;
  if (state.settings.access === 'off') return view;
  if (text === undefined) {
    refuseExpired(view);
    return view;
  }
  const token = readToken(text);
  if (!token || now >= token.expires * 1000) throw view.refuse('TOK-28', unauthorized());
  if (token.region !== region) throw view.refuse('TOK-24', unauthorized());
  if (!isFor(token, use)) throw view.refuse('TOK-26', unauthorized());
  const { account, principal } = token;
  return new View(state, { ...context, account, principal }, trace);
}

const isFor = ({ domain, owner, account }: Token, use: TokenUse | null | undefined): boolean =>
  use?.domain === domain && (use.domainOwner ?? account) === owner; // DOM-06

/** A token outlives the session that asked for it (TOK-10); other calls need credentials that are valid now. */
function refuseExpired(view: View): void {
  const { state, context } = view;
  if (context.principal === undefined || state.settings.access === 'off') return;
  const { expiration } = callerIn(state, context);
  if (expiration === undefined || context.now < expiration) return;
  const message = 'The security token included in the request is expired';
  throw view.refuse('ERR-26', new ServiceError('ExpiredTokenException', message));
}

/** ERR-47. */
const unauthorized = (): ServiceError => new ServiceError('NotAuthorized', 'Unauthorized');
