import type { SendOutcome } from '#shared/channels/channel.ts'
import type { RefusalRow } from '#shared/channels/refusals/refusal.ts'
import { X_REFUSALS } from '#shared/channels/refusals/x.ts'

/** What a row comes to; `probe` is what the account says of itself. */
export const comesTo = ({ meaning }: RefusalRow, probe: 'works' | 'stopped'): Partial<SendOutcome> => {
	switch (meaning.about) {
		case 'message':
		case 'recipient':
			return { outcome: 'failed', reason: meaning.reason }
		case 'account':
			if (probe === 'stopped') return { outcome: 'stopped', reason: meaning.reason }
			return meaning.mayPass
				? { outcome: 'again', reason: 'accountWorks', otherwise: meaning.otherwise }
				: { outcome: 'failed', reason: meaning.otherwise }
		case 'now':
			return { outcome: 'limited', reason: meaning.reason }
		case 'unreadable':
			return { outcome: 'unknown' }
	}
}

/** A duplicate is looked for by the sender itself, which its own tests tell. */
export const X_ROWS = X_REFUSALS.filter(({ name }) => name !== 'duplicate')

export const isPrivateRow = ({ when }: RefusalRow): boolean =>
	when.some(({ operations }) => operations?.includes('private') === true)
