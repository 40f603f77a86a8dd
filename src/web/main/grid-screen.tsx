/** The grid of values, with what is done for the customers of each cell. */
import { GridPage } from '../../modules/insight/ui/grid-page.tsx'
import { CellTreatments } from '../../modules/tiers/ui/cell-treatments.tsx'

export const GridScreen = () => <GridPage InCell={CellTreatments} />
