import { type DoorDependencies, type DoorRules, openDoor } from '#shared/channels/intake/open-door.ts'
import { createSecretCache, type SecretAnswer } from '#shared/channels/intake/secret.ts'
import type { RealClock } from '#shared/kernel/clock.ts'

type IntakePorts<Secret> = Omit<DoorDependencies<Secret>, 'secrets'> & {
	readonly readSecret: () => Promise<SecretAnswer<Secret>>
	readonly realClock: RealClock
}

/** Takes the webhooks of a network. What it loads is the cold start of nearly every one: no SDK, no zod. */
export const createIntake = <Secret>(rules: DoorRules<Secret>, { readSecret, ...ports }: IntakePorts<Secret>) =>
	openDoor(rules, { ...ports, secrets: createSecretCache(readSecret, ports.realClock) })
