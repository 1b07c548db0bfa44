/** What a stored fact that demands something has as its attribute `demand`: the filter of the facts' stream lets it through. */
export const DEMAND_MARK = 'yes'
