import { messageRefusal, type Protocol } from '../protocol';

export const npm: Protocol = { format: 'npm', routes: [], refusal: messageRefusal };
