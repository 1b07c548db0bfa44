import * as z from 'zod'
import { FILE_KINDS } from './pointed-at.ts'

/** Why something sent along is not shown. */
export const mediaFailureSchema = z.enum([
	/** The network has it no more. */
	'gone',
	'forbidden',
	/** The network did not give it, however often it was asked. */
	'unreachable',
	/** Its address is not one where this network keeps such things. */
	'hostNotAllowed',
	'tooLarge',
	/** Neither picture, video, sound nor PDF. */
	'wrongType',
])
export type MediaFailure = z.infer<typeof mediaFailureSchema>

const kind = { kind: z.enum(FILE_KINDS) }

/** A picture, video or file sent along with a message. Its address at the network is kept only until it was fetched. */
export const mediaItemSchema = z.discriminatedUnion('state', [
	z.object({ ...kind, state: z.literal('waiting'), url: z.string() }),
	/** Our copy: its type as its content says, its size in bytes. */
	z.object({ ...kind, state: z.literal('kept'), type: z.string(), bytes: z.int() }),
	z.object({ ...kind, state: z.literal('missing'), reason: mediaFailureSchema }),
])
export type MediaItem = z.infer<typeof mediaItemSchema>
