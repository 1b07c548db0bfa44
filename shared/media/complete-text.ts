import * as z from 'zod'
import { messageKeySchema } from '#shared/cases/keys.ts'

/**
 * What the media function tells the worker: the whole text, base64 because queues refuse some characters, of one edition
 * of a message that had come cut. The worker hears how its author speaks, and the desk sees that the case changed.
 */
export const completeTextSchema = z.strictObject({
	command: z.literal('complete-text'),
	message: messageKeySchema,
	edition: z.string().regex(/^\d{1,40}$/),
	text: z.base64(),
})
export type CompleteText = z.infer<typeof completeTextSchema>
