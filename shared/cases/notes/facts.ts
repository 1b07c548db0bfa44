import * as z from 'zod'
import { by, kindOf } from '../fact-schema.ts'
import { agentKeySchema, noteKeySchema } from '../keys.ts'

/** The key of its content. */
const note = { note: noteKeySchema }

/** Lists the facts of what we note for each other. */
export const notesFacts = () =>
	[
		/** `toVault`: it shows values masked, and the worker is to move them into the vault. */
		kindOf('NoteWritten', { ...by, ...note, toVault: z.literal(true).optional() }),
		/** Its author took it back at once; its words are gone. */
		kindOf('NoteWithdrawn', { ...by, ...note }),
		/** Its author took it back later, when others may have acted on it: it stays, struck through. */
		kindOf('NoteStruck', { ...by, ...note }),
		/** A note that asks a colleague. */
		kindOf('ColleagueAsked', { ...by, ...note, asked: agentKeySchema }),
		/** `note` answers the note `question`. */
		kindOf('ColleagueAnswered', { ...by, ...note, question: noteKeySchema }),
	] as const

export type NotesFact = z.infer<ReturnType<typeof notesFacts>[number]>
