import { messageRefusal, type Protocol } from '../protocol';

export const nuget: Protocol = { format: 'nuget', routes: [], refusal: messageRefusal };
