import * as z from 'zod'

/** A secret that is one key for HMACs. */
export const hmacKeySchema = z.strictObject({ key: z.string().min(16) })
