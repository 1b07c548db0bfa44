import * as z from 'zod'
import { messageKeySchema } from '#shared/cases/keys.ts'

/** The command from dispatch to the media function to settle one message. Addresses and tasks are read from its content. */
export const mediaJobSchema = z.strictObject({ message: messageKeySchema })
export type MediaJob = z.infer<typeof mediaJobSchema>
