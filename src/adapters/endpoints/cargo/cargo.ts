import { messageRefusal, type Protocol } from '../protocol';

export const cargo: Protocol = { format: 'cargo', routes: [], refusal: messageRefusal };
