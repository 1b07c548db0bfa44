import * as z from 'zod'
import { messageKeySchema } from '#shared/cases/keys.ts'

/** What dispatch tells the media function: see to this message. Addresses and what to do are read with its content. */
export const mediaJobSchema = z.strictObject({ message: messageKeySchema })
export type MediaJob = z.infer<typeof mediaJobSchema>
