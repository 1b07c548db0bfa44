import { answerCallback, type CallbackDependencies, type CallbackEvent } from '#shared/erasure/answer-callback.ts'
import { createAppSecrets, type MetaSecretPorts } from '#shared/erasure/signed-by-meta.ts'

type CallbackPorts = Omit<CallbackDependencies, 'appSecrets'> & MetaSecretPorts

/** Creates the handler of Meta's callbacks about a person: delete their data, or they removed our app. */
export const createMetaCallbacks = ({ readSecret, realClock, ...ports }: CallbackPorts) => {
	const dependencies: CallbackDependencies = { ...ports, appSecrets: createAppSecrets({ readSecret, realClock }) }
	return (event: CallbackEvent) => answerCallback(dependencies, event)
}
