import * as z from 'zod'
import { agentKeySchema, instantSchema, noteKeySchema } from '../keys.ts'

export const notesState = () =>
	({
		/** The newest notes that stand, the newest last. */
		notes: z.array(z.object({ note: noteKeySchema, by: agentKeySchema, at: instantSchema })),
		/** Notes that ask a colleague who has not answered yet, the newest last. */
		questions: z.array(z.object({ note: noteKeySchema, by: agentKeySchema, asked: agentKeySchema, at: instantSchema })),
	}) as const
