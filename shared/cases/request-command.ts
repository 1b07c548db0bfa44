import * as z from 'zod'
import { assertNever } from '#shared/kernel/assert-never.ts'
import type { Command } from './commands.ts'
import { assuranceSchema, dataFieldSchema } from './facts.ts'
import { caseIdSchema, instantSchema, requestIdSchema, type SendId, sendIdSchema, submissionIdSchema } from './keys.ts'

const command = <Name extends string, Shape extends z.core.$ZodLooseShape>(name: Name, shape: Shape) =>
	z.strictObject({
		command: z.literal(name),
		/** The same for every repeat of the same thing: `<request>.<what>`. */
		id: z.string().max(120),
		requestId: requestIdSchema,
		caseId: caseIdSchema,
		at: instantSchema,
		...shape,
	})

const issue = z.int().positive()

/**
 * What the customers' pages and the mail events tell the worker, which turns each into facts. They carry keys and codes
 * only. Each may come more than once and must change nothing the second time.
 */
export const requestCommandSchema = z.discriminatedUnion('command', [
	command('mail-requested', { issue }),
	command('data-received', {
		submissionId: submissionIdSchema,
		fields: z.array(dataFieldSchema).min(1),
		assurance: assuranceSchema,
	}),
	command('request-paused', { until: instantSchema }),
	command('request-disowned', { issue }),
	command('mail-bounced', { issue }),
	command('mail-complained', { issue }),
	command('answer-bounced', { send: sendIdSchema }),
	command('answer-complained', { send: sendIdSchema }),
])
export type RequestCommand = z.infer<typeof requestCommandSchema>

/** What the pages or the mail events told, as the case's command; `send` is the key of what may have to be sent for it. */
export const caseCommand = (told: RequestCommand, send: SendId): Command => {
	const request = told.requestId
	switch (told.command) {
		case 'mail-requested':
			return { kind: 'recordMailRequest', request, send, issue: told.issue }
		case 'data-received': {
			const { submissionId: submission, fields, assurance } = told
			return { kind: 'recordData', request, submission, fields, assurance }
		}
		case 'request-paused':
			return { kind: 'recordPause', request, until: told.until }
		case 'request-disowned':
			return { kind: 'recordDisowning', request }
		case 'mail-bounced':
			return { kind: 'recordBounce', request, issue: told.issue, reason: 'bounced', send }
		case 'mail-complained':
			return { kind: 'recordBounce', request, issue: told.issue, reason: 'complained', send }
		case 'answer-bounced':
			return { kind: 'recordReplyBounce', send: told.send, reason: 'bounced' }
		case 'answer-complained':
			return { kind: 'recordReplyBounce', send: told.send, reason: 'complained' }
		default:
			return assertNever(told)
	}
}
