import * as z from 'zod'
import { instantSchema, messageKeySchema } from '#shared/cases/keys.ts'

const base = { command: z.literal('reread'), message: messageKeySchema, at: instantSchema }

/**
 * The command to the worker about a message that differs at its network from our copy: deleted, or edited to another
 * text (base64, because queues refuse some characters) in a new edition. `at`: when it was looked up.
 */
export const rereadSchema = z.discriminatedUnion('remoteState', [
	z.strictObject({ ...base, remoteState: z.literal('gone') }),
	z.strictObject({
		...base,
		remoteState: z.literal('edited'),
		text: z.base64(),
		edition: z.string().regex(/^\d{1,40}$/),
		/** Whether the edition has a network's id of its own (X). */
		isNamed: z.boolean(),
	}),
])
export type Reread = z.infer<typeof rereadSchema>
