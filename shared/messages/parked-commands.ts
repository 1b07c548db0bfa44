import { z } from 'zod'
import { agentKeySchema } from '#shared/cases/keys.ts'
import { DISMISSALS } from '#shared/ledger/ports.ts'

const id = z.string().regex(/^park_[0-9a-z]{26}_\d{1,6}$/)

/** An agent's wish to try a parked event again, after a fix. */
const retrySchema = z.strictObject({ command: z.literal('retry-parked'), id })

/** A lead's word that a parked event may go. */
const dismissSchema = z.strictObject({
	command: z.literal('dismiss-parked'),
	id,
	by: agentKeySchema,
	reason: z.enum(DISMISSALS),
})

/** The sweep's: count what waits, and keep what nobody let go. */
const tendSchema = z.strictObject({ command: z.literal('tend-parked') })

export const parkedCommandSchema = z.discriminatedUnion('command', [retrySchema, dismissSchema, tendSchema])
export type ParkedCommand = z.infer<typeof parkedCommandSchema>
