import { useQuery } from '@tanstack/react-query';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { activeUsersQuery } from '../../api/users';
import { Select } from '../../ui/controls';

interface Props {
  id: string;
  label: string;
  error?: string | undefined;
  /** Who can't be chosen: the user it is about. */
  except: string;
  register: UseFormRegisterReturn;
}

/** One of the organisation's other active users. */
export function ColleagueSelect({ except, ...field }: Props) {
  const users = useQuery(activeUsersQuery);
  return (
    <Select {...field}>
      <option value="">{users.isError ? 'Kollegorna gick inte att hämta' : users.isPending ? 'Hämtar …' : 'Välj en kollega'}</option>
      {users.data
        ?.filter(({ id }) => id !== except)
        .map(({ id, name, title }) => (
          <option key={id} value={id}>
            {title ? `${name}, ${title}` : name}
          </option>
        ))}
    </Select>
  );
}
