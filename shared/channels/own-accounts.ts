import * as z from 'zod'
import { networkSchema } from '#shared/cases/network.ts'
import type { OwnAccount } from './channel.ts'

const ownAccountsSchema = z.array(
	z.strictObject({ network: networkSchema, id: z.string().min(1), handle: z.string().min(1) }),
)

/** Parses the company's accounts from their variable, JSON as in env-names.ts. Throws for anything else. */
export const parseOwnAccounts = (json: string): readonly OwnAccount[] => ownAccountsSchema.parse(JSON.parse(json))

/** Returns the handles by which customers name our accounts. */
export const handlesOf = (own: readonly OwnAccount[]): readonly string[] => own.map(({ handle }) => handle)
