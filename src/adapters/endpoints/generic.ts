import { messageRefusal, type Protocol } from './protocol';

/** Generic packages are reached by the API only: nothing is here, whatever is asked (END-13). */
export const generic: Protocol = { format: 'generic', routes: [], refusal: messageRefusal };
