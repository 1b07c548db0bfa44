import * as z from 'zod'
import { assertNever } from '#shared/kernel/assert-never.ts'
import { assuranceSchema, dataFieldSchema } from '../codes.ts'
import type { Command } from '../commands.ts'
import { caseIdSchema, instantSchema, requestIdSchema, type SendId, sendIdSchema, submissionIdSchema } from '../keys.ts'

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

/** Translates what the pages or the mail events asked into the case's command; `send` is the key of what may have to be sent for it. */
export const caseCommand = (asked: RequestCommand, send: SendId): Command => {
	const request = asked.requestId
	switch (asked.command) {
		case 'mail-requested':
			return { kind: 'recordMailRequest', request, send, issue: asked.issue }
		case 'data-received': {
			const { submissionId: submission, fields, assurance } = asked
			return { kind: 'recordData', request, submission, fields, assurance }
		}
		case 'request-paused':
			return { kind: 'recordPause', request, until: asked.until }
		case 'request-disowned':
			return { kind: 'recordDisowning', request }
		case 'mail-bounced':
			return { kind: 'recordBounce', request, issue: asked.issue, reason: 'bounced', send }
		case 'mail-complained':
			return { kind: 'recordBounce', request, issue: asked.issue, reason: 'complained', send }
		case 'answer-bounced':
			return { kind: 'recordReplyBounce', send: asked.send, reason: 'bounced' }
		case 'answer-complained':
			return { kind: 'recordReplyBounce', send: asked.send, reason: 'complained' }
		default:
			return assertNever(asked)
	}
}
