import { callerIn } from '../access/requester';
import { issueToken } from '../access/token';
import type { Command } from '../model/transaction';
import { defaultDuration, durationAllowed, sessionKnown } from '../rules/token';
import { findDomain } from './find';

/**
 * Issues a token by which package managers act in the caller's name at all repositories of the domain (TOK-22,
 * TOK-25). It lives for the given time from now (TOK-11), whatever becomes of the caller's session (TOK-10); with
 * duration 0 until that expires (TOK-08).
 */
export const getAuthorizationToken: Command<'GetAuthorizationToken'> = (tx, request) => {
  const { durationSeconds = defaultDuration } = request; // TOK-03
  tx.demand([durationAllowed], durationSeconds, request.domain);
  const { arn, account, expiration } = callerIn(tx.state, tx.context);
  if (durationSeconds === 0) tx.demand([sessionKnown], expiration, request.domain);
  const { name: domain, owner, region } = findDomain(tx, request); // TOK-19
  const issued = Math.floor(tx.context.now / 1000);
  const expires = durationSeconds === 0 ? Math.floor(expiration! / 1000) : issued + durationSeconds;
  const serial = tx.nextId(); // TOK-11
  const token = { serial, principal: arn, account, region, domain, owner, issued, expires };
  return { authorizationToken: issueToken(token), expiration: new Date(expires * 1000) }; // TOK-21
};
