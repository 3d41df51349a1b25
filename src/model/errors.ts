/** The exceptions with their HTTP statuses: the seven of the model (ERR-01 to ERR-07), and common ones (ERR-14). */
export const exceptionStatus = {
  AccessDeniedException: 403,
  ConflictException: 409,
  ExpiredTokenException: 403,
  IncompleteSignature: 403,
  InternalFailure: 500,
  InternalServerException: 500,
  InvalidSignatureException: 403, // ERR-26
  MissingAuthenticationTokenException: 403, // ERR-26
  NotAuthorized: 401,
  RequestEntityTooLargeException: 413,
  RequestTimeoutException: 408,
  ResourceNotFoundException: 404,
  ServiceUnavailable: 503,
  ServiceQuotaExceededException: 402,
  ThrottlingException: 429,
  UnrecognizedClientException: 403,
  UnknownOperationException: 404, // ERR-25
  ValidationException: 400,
} as const;

export type ExceptionName = keyof typeof exceptionStatus;

/** The values of `resourceType` (ERR-08). */
export type ResourceType = 'domain' | 'repository' | 'package' | 'package-version' | 'asset';

/** The values of `reason` of a ValidationException (ERR-09). */
export type ValidationReason =
  | 'CANNOT_PARSE'
  | 'ENCRYPTION_KEY_ERROR'
  | 'FIELD_VALIDATION_FAILED'
  | 'UNKNOWN_OPERATION'
  | 'OTHER';

/** What an exception carries besides its message (ERR-01 to ERR-07). */
export interface ExceptionMembers {
  readonly resourceId?: string;
  readonly resourceType?: ResourceType;
  readonly reason?: ValidationReason;
  readonly retryAfterSeconds?: number;
}

/**
 * The refusal of a whole call, as the service words it. Thrown inside the core, always a value outside. It is no
 * `Error`, since it is an answer and not a fault of the program: to gather a stack would cost more than the call.
 */
export class ServiceError {
  constructor(
    readonly name: ExceptionName,
    readonly message: string,
    readonly members: ExceptionMembers = {},
    /** Another than the name's only where two exceptions have one name (ERR-15). */
    readonly status: number = exceptionStatus[name],
  ) {}
}

/** A refusal that rests on several members or on state (ERR-30). */
export const invalid = (message: string, reason: ValidationReason = 'OTHER'): ServiceError =>
  new ServiceError('ValidationException', message, { reason });
