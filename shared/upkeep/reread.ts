import * as z from 'zod'
import { instantSchema, messageKeySchema } from '#shared/cases/keys.ts'

const told = { command: z.literal('reread'), message: messageKeySchema, at: instantSchema }

/**
 * What reconcile tells the worker of a message that does not stand at its network any more as our copy says: gone, or with
 * another text (base64, because queues refuse some characters) in an edition of its own. `at`: when it was looked up.
 */
export const rereadSchema = z.discriminatedUnion('remoteState', [
	z.strictObject({ ...told, remoteState: z.literal('gone') }),
	z.strictObject({
		...told,
		remoteState: z.literal('edited'),
		text: z.base64(),
		edition: z.string().regex(/^\d{1,40}$/),
		/** The edition has a network's id of its own (X). */
		isNamed: z.boolean(),
	}),
])
export type Reread = z.infer<typeof rereadSchema>
