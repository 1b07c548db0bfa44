/** The lists of cases, by their codes in addresses. */
export const QUEUE_VIEWS = ['now', 'mine', 'team', 'all', 'waiting', 'due', 'failed', 'release', 'closed'] as const
export type QueueView = (typeof QUEUE_VIEWS)[number]
