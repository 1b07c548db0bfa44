import * as z from 'zod'
import { messageKeySchema } from '#shared/cases/keys.ts'

/**
 * The command from the media function to the worker with the whole text of one edition of a message that came cut. The text
 * is base64, because queues refuse some characters.
 */
export const completeTextSchema = z.strictObject({
	command: z.literal('complete-text'),
	message: messageKeySchema,
	edition: z.string().regex(/^\d{1,40}$/),
	text: z.base64(),
})
export type CompleteText = z.infer<typeof completeTextSchema>
