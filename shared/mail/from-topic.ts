import * as z from 'zod'

const jsonText = z.string().transform((text, context): unknown => {
	try {
		return JSON.parse(text)
	} catch {
		context.addIssue({ code: 'custom', message: 'noJson' })
		return z.NEVER
	}
})

const envelopeSchema = z.object({ Type: z.literal('Notification'), Message: jsonText })

/** Describes what SES publishes on a topic: as it is, or in the topic's envelope. */
export const fromTopic = <Schema extends z.ZodType>(schema: Schema) =>
	z.union([schema, envelopeSchema.transform(({ Message }) => Message).pipe(schema)])
