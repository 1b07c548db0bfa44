import { z } from 'zod'
import type { HttpApi, LocalRoute } from '../model/system.ts'
import { functionNameIn } from './read-functions.ts'
import { kebabCase, type Resource } from './resources.ts'

const routeSchema = z.object({
	ApiId: z.string(),
	RouteKey: z.string(),
	Target: z.string(),
	AuthorizationType: z.literal('NONE').default('NONE'),
})
const integrationSchema = z.object({
	IntegrationType: z.literal('AWS_PROXY'),
	IntegrationUri: z.string(),
	PayloadFormatVersion: z.literal('2.0'),
})

const toRoute = (resource: Resource, integrations: ReadonlyMap<string, Resource>): LocalRoute & { apiId: string } => {
	const { ApiId, RouteKey, Target } = routeSchema.parse(resource.properties)
	const integration = integrations.get(Target.replace(/^integrations\//, ''))
	if (integration === undefined) throw new Error(`The route ${RouteKey} has no integration in the template`)
	const { IntegrationUri } = integrationSchema.parse(integration.properties)
	const [method = '', path = ''] = RouteKey === '$default' ? ['ANY', '/{proxy+}'] : RouteKey.split(' ')
	return { apiId: ApiId, method, path, function: functionNameIn(IntegrationUri) }
}

/** The HTTP APIs with their routes. Refuses authorizers and other integrations than a function with payload format 2.0. */
export const readHttpApis = (resources: readonly Resource[]): readonly HttpApi[] => {
	const integrations = new Map(
		resources
			.filter(({ type }) => type === 'AWS::ApiGatewayV2::Integration')
			.map((resource) => [resource.logicalId, resource]),
	)
	const routes = resources
		.filter(({ type }) => type === 'AWS::ApiGatewayV2::Route')
		.map((resource) => toRoute(resource, integrations))
	return resources
		.filter(({ type }) => type === 'AWS::ApiGatewayV2::Api')
		.map(({ logicalId, label, ref }) => ({
			name: logicalId,
			label: kebabCase(label),
			routes: routes
				.filter(({ apiId }) => apiId === ref)
				.map(({ method, path, function: name }) => ({ method, path, function: name })),
		}))
}
