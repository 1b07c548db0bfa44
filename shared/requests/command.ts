import { z } from 'zod'
import { assuranceSchema, dataFieldSchema } from '#shared/cases/facts.ts'
import { caseIdSchema, effectIdSchema, instantSchema, requestIdSchema, submissionIdSchema } from '#shared/cases/keys.ts'

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
export const commandSchema = z.discriminatedUnion('command', [
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
	command('answer-bounced', { effect: effectIdSchema }),
	command('answer-complained', { effect: effectIdSchema }),
])
export type RequestCommand = z.infer<typeof commandSchema>
