import type { Command } from '#shared/cases/commands.ts'
import type { EffectId } from '#shared/cases/keys.ts'
import { assertNever } from '#shared/kernel/assert-never.ts'
import type { RequestCommand } from './command.ts'

/** What the pages or the mail events told, as the case's command; `effect` is the key of what may have to be sent for it. */
export const caseCommand = (told: RequestCommand, effect: EffectId): Command => {
	const request = told.requestId
	switch (told.command) {
		case 'mail-requested':
			return { kind: 'recordMailRequest', request, effect, issue: told.issue }
		case 'data-received': {
			const { submissionId: submission, fields, assurance } = told
			return { kind: 'recordData', request, submission, fields, assurance }
		}
		case 'request-paused':
			return { kind: 'recordPause', request, until: told.until }
		case 'request-disowned':
			return { kind: 'recordDisowning', request }
		case 'mail-bounced':
			return { kind: 'recordBounce', request, issue: told.issue, reason: 'bounced', effect }
		case 'mail-complained':
			return { kind: 'recordBounce', request, issue: told.issue, reason: 'complained', effect }
		case 'answer-bounced':
			return { kind: 'recordReplyBounce', effect: told.effect, reason: 'bounced' }
		case 'answer-complained':
			return { kind: 'recordReplyBounce', effect: told.effect, reason: 'complained' }
		default:
			return assertNever(told)
	}
}
